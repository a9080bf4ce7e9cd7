import type { ReactNode } from "react";

/** What a reader sees of a page that was edited or cut off: what is wrong, and what helps. */
export function DamagedPage({ error }: { readonly error: Error }): ReactNode {
  return (
    <main className="share-plain">
      <h1>This shared page cannot be shown</h1>
      <p role="alert">{error.message}.</p>
      <p>Its data were changed, or the file was not copied whole. Ask whoever made it for the file again.</p>
    </main>
  );
}
