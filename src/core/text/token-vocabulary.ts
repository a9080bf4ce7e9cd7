import type { CleaningSettings } from "./cleaning-options";
import { makeTokenDecider } from "./decide-token";

/** What {@link TokenVocabulary.idOf} gives for a word that goes. */
export const DROPPED = -1;

/** Tokens numbered in order of first appearance; the rules decide once per distinct word. */
export class TokenVocabulary {
  readonly tokens: string[] = [];
  readonly #decide: ReturnType<typeof makeTokenDecider>;
  readonly #idOfWord = new Map<string, number>();
  readonly #idOfToken = new Map<string, number>();

  constructor(settings: CleaningSettings) {
    this.#decide = makeTokenDecider(settings);
  }

  /** The number of the token a word becomes, or {@link DROPPED}. */
  idOf(word: string): number {
    const known = this.#idOfWord.get(word);
    if (known !== undefined) return known;
    const id = this.idOfNew(word);
    this.#idOfWord.set(word, id);
    return id;
  }

  /** {@link idOf} for whoever asks once a word and remembers the answer: this does not. */
  idOfNew(word: string): number {
    const token = this.#decide(word).to;
    return token === null ? DROPPED : this.#intern(token);
  }

  #intern(token: string): number {
    const known = this.#idOfToken.get(token);
    if (known !== undefined) return known;
    const id = this.tokens.push(token) - 1;
    this.#idOfToken.set(token, id);
    return id;
  }
}
