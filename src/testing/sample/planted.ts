/**
 * What the sample's scores are made of. A model can do no better than the noise, and a good one finds these effects
 * back: the sample is the oracle of the tests.
 */
export const PLANTED = {
  base: 420,
  /** standard deviation of the normal noise added to every score: the lowest RMSE there is */
  noise: 60,
  /** added once for each of these words that stands in title or body */
  words: {
    volcano: 140,
    vaccine: 170,
    galaxy: 120,
    octopus: 150,
    battery: 60,
    glacier: 90,
    homework: -160,
    meme: -110,
    spam: -190,
    beginner: -70,
    trivia: -90,
    typo: -50,
  },
  tags: { Physics: 60, Biology: 110, Earth: 20, Chemistry: -20, Engineering: -60, Meta: -150 },
  /** added where the title ends with a question mark */
  question: 90,
  /** added for every year after the first */
  year: 35,
  firstYear: 2019,
  /** added between 14 and 20 o'clock UTC */
  afternoon: 55,
} as const;

export const SAMPLE_ROWS = 4000;
export const SAMPLE_SEED = 20260101;
/** of the rows, how many repeat an earlier post word for word, as scraped data do */
export const SAMPLE_REPEATS = 160;
