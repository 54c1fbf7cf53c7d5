/** The ways on which a person can be told. Apart from the schemas: pages need these alone. */
export const CHANNELS = ["email", "webhook"] as const;
export type Channel = (typeof CHANNELS)[number];
