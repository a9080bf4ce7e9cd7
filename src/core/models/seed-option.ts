/** The seed every model with chance in it has. */
export const SEED_OPTION = {
  kind: "integer",
  default: 0,
  min: 0,
  max: 4294967295,
  label: "Seed",
  help: "The same seed gives the same model, on any number of workers.",
} as const;
