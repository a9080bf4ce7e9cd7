/** Words without an effect of their own, and the patterns they stand in. Written for this sample. */

export const SUBJECTS =
  "water light sound heat metal glass sand ice wind rain cloud river ocean moon comet planet magnet prism lens laser mirror crystal salt sugar acid enzyme protein cell leaf root seed forest whale spider beetle falcon lizard mammal bacteria fungus muscle nerve bone blood heart lung brain memory sleep pressure friction gravity current voltage circuit motor bridge tower engine turbine rocket satellite radar signal antenna polymer carbon oxygen nitrogen helium copper iron silver quartz basalt canyon desert tundra island".split(
    " ",
  );

export const VERBS =
  "bend melt freeze glow spin float sink grow shrink break heal move vibrate dissolve rust burn evaporate expand rotate decay".split(
    " ",
  );

export const FILLERS =
  "I was wondering about this while reading an old book on the subject|A friend of mine says the opposite and I could not answer|Every source I found explains it in a different way|I tried it at home with simple tools and saw it happen twice|My class talked about it but the explanation was rather short|It seems obvious at first but the numbers do not add up for me|I would like to understand the mechanism and not just the name|Pictures and diagrams would help more than formulas|Thanks for reading this far and for any pointer to a good text|I searched here first and found only older threads about it".split(
    "|",
  );

export const QUESTIONS = [
  "Why does {a} {v} when it meets {b}",
  "How can {a} {v} without any {b} around",
  "What makes {a} {v} faster than {b}",
  "Could {a} ever {v} inside a {b}",
  "Does {a} really {v} because of {b}",
];

export const STATEMENTS = [
  "A short note on how {a} and {b} {v}",
  "My measurements of {a} near {b}",
  "Please explain how {a} and {b} {v}",
  "Something odd happened when {a} met {b}",
  "Help me understand why {a} would {v}",
];
