/** A backup that is not as it was written, or was written for another key or version. Its message ends "… can't be used: <message>." */
export class Damage extends Error {
  override name = "Damage";
}
