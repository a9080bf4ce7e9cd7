/** The question of a notebook that was given none: "What will score be?" */
export function defaultQuestion(target: string | null): string {
  return target === null ? "What do you want to predict?" : `What will ${target} be?`;
}
