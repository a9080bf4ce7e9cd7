interface TextSettings {
  readonly vectorizer?: unknown;
  readonly nFeatures?: unknown;
  readonly alternateSign?: unknown;
}

/**
 * Settings of features as they are hashed: without what says how terms are hashed into columns where a vocabulary is made. So
 * an experiment has the hash that it had before terms could be hashed.
 */
export function featuresKey<F extends { readonly text?: TextSettings }>(features: F): unknown {
  if (features.text === undefined || features.text === null || features.text.vectorizer === "hashing") return features;
  const { vectorizer: _vectorizer, nFeatures: _nFeatures, alternateSign: _alternateSign, ...text } = features.text;
  return { ...features, text };
}
