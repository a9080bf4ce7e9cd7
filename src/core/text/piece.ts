/** Why a piece of text or a word went, in words fit for a person. */
export type Removal = "HTML" | "web address" | "Reddit mark" | "number" | "too short" | "stop word" | "own list";

/**
 * What the steps on whole texts call for each piece they take out: returns what stands in its place. `to` is the word
 * the piece becomes, or null where it goes. A trace passes its own to learn what went.
 */
export type ReplacePiece = (piece: string, to: string | null, reason: Removal) => string;

/** Spaces around, because what stood beside the piece must not grow together. */
export const dropPiece: ReplacePiece = (_piece, to) => (to === null ? " " : ` ${to} `);
