import { describe, expect, it } from "vitest";
import { describeWithShared, readShared } from "../../testing/shared-data";
import { readCsv } from "../../testing/table";
import { cellText } from "../table/cells";
import { guessLanguage } from "./guess-language";

describe("guessLanguage(text)", () => {
  it.each([
    ["en", "All human beings are born free and equal in dignity and rights."],
    ["en", "why does my cat do this???"],
    ["de", "Alle Menschen sind frei und gleich an Würde und Rechten geboren."],
    ["fr", "Tous les êtres humains naissent libres et égaux en dignité et en droits."],
    ["es", "Todos los seres humanos nacen libres e iguales en dignidad y derechos."],
    ["it", "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione."],
    ["pt", "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Não há mais nada."],
    ["nl", "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand."],
    ["sv", "Alla människor är födda fria och lika i värde och rättigheter. De har utrustats med förnuft."],
    [
      "da",
      "Alle mennesker er født frie og lige i værdighed og rettigheder. De er udstyret med fornuft og bør ikke være meget onde.",
    ],
    ["pl", "Wszyscy ludzie rodzą się wolni i równi w swej godności i w swych prawach. Są oni obdarzeni rozumem."],
    ["fi", "Kaikki ihmiset syntyvät vapaina ja tasavertaisina. He ovat järkeviä ja se on hyvä."],
    ["tr", "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Bu çok güzel bir şey ve ben de öyle."],
    ["id", "Semua orang dilahirkan merdeka dan mempunyai martabat yang sama. Mereka tidak sama dengan itu."],
    ["ru", "Все люди рождаются свободными и равными"],
    ["uk", "Всі люди народжуються вільними і рівними у своїй гідності"],
    ["el", "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι"],
    ["ja", "すべての人間は、生まれながらにして自由であり"],
    ["zh", "人人生而自由，在尊严和权利上一律平等"],
    ["ko", "모든 인간은 태어날 때부터 자유로우며"],
    ["ar", "يولد جميع الناس أحرارا متساوين"],
    ["he", "כל בני האדם נולדו בני חורין"],
    ["hi", "सभी मनुष्यों को गौरव और अधिकारों"],
    ["th", "มนุษย์ทั้งหลายเกิดมามีอิสระ"],
  ])("knows %s: %s", (language, text) => expect(guessLanguage(text)).toBe(language));

  it.each(["", "Hi", "Python 3.10", "COVID-19", "Los Angeles", "x = y + z", "https://example.org/a/b", "😀😀😀"])(
    "does not guess at %j",
    (text) => expect(guessLanguage(text)).toBe("unknown"),
  );
});

describeWithShared("guessLanguage on real titles", () => {
  it("takes nearly all of r/askscience for English, hardly any for another language, and leaves short ones open", () => {
    const table = readCsv(readShared("data", "askscience_data.csv"));
    const { cells } = table.columns.find(({ name }) => name === "title")!;
    const counts: Record<string, number> = {};
    for (let row = 0; row < table.rowCount; row++) {
      const language = guessLanguage(cellText(cells, row));
      counts[language] = (counts[language] ?? 0) + 1;
    }
    const others = table.rowCount - (counts.en ?? 0) - (counts.unknown ?? 0);
    expect((counts.en ?? 0) / table.rowCount).toBeGreaterThan(0.9);
    expect(others / table.rowCount).toBeLessThan(0.005);
  });
});
