import { ARRAYS_FROM, makeGrowingMemory, type KernelMemory } from "./tree/kernel";

/**
 * Workers that fit one model together, each step of which needs the ones before. One leads, in memory that all see; the others
 * come and go, and help with the step that is under way. The model is the same to the last bit whoever helps: a part of a step
 * is the same work whoever does it.
 */
export type Team = KernelMemory;

/** Words that every layout of a team's memory begins with: the first ones are used here, the others are the kernel's. */
export const TEAM_WORDS = 64;
const PHASE = 0;
const WORKERS = 1;
const BEFORE = 0;
const GROWS = 1;
const OVER = 2;

/** What a team's memory can grow to. */
export const MOST_TEAM_BYTES = 2 ** 29;

/** A team of at most so many, its leader among them; null where there is no memory to share. */
export function makeTeam(workers: number): Team | null {
  const team = makeGrowingMemory(MOST_TEAM_BYTES);
  if (team) words(team)[WORKERS] = workers;
  return team;
}

export function workersOf(team: Team): number {
  return words(team)[WORKERS];
}

/** The leader has laid everything out: others can help. */
export function openTeam(team: Team): void {
  setPhase(team, GROWS);
}

/** All that was to do is done, or is not wanted any more. */
export function endTeam(team: Team): void {
  setPhase(team, OVER);
}

export function isOver(team: Team): boolean {
  return phaseOf(team) === OVER;
}

/** For the leader. @throws {Error} where others have ended the team: what it waits for may never come */
export function checkTeam(team: Team): void {
  if (isOver(team)) throw new Error("the team was ended while its leader worked");
}

/** For a helper: whether the leader has opened the team, after `ms` of waiting at most. */
export function awaitTeam(team: Team, ms: number): boolean {
  Atomics.wait(words(team), PHASE, BEFORE, ms);
  return phaseOf(team) !== BEFORE;
}

function words(team: Team): Int32Array {
  return new Int32Array(team.buffer, ARRAYS_FROM, TEAM_WORDS);
}

function phaseOf(team: Team): number {
  return Atomics.load(words(team), PHASE);
}

function setPhase(team: Team, phase: number): void {
  Atomics.store(words(team), PHASE, phase);
  Atomics.notify(words(team), PHASE);
}
