import type { IdentityProof } from "./outcome";

/**
 * What an action answers: expected outcomes as data, in one shape for every form. Only the unexpected throws.
 * `values` re-fills the form after an error, so that nothing typed is lost; secret fields are never among them.
 */
export type ActionState<Data = unknown> =
  | { status: "idle" }
  | { status: "ok"; message?: string; data?: Data }
  | {
      status: "error";
      message: string;
      fieldErrors?: Readonly<Record<string, string>>;
      values?: Readonly<Record<string, string>>;
      /** The person is to prove that it is them, in one of these ways; then the form sends itself again, as it is. */
      proofs?: readonly IdentityProof[];
    };

/** The signature React's useActionState wants; every export of an actions.ts has it. */
export type FormAction<Data = unknown> = (previous: ActionState<Data>, form: FormData) => Promise<ActionState<Data>>;

export const IDLE: ActionState<never> = { status: "idle" };
