import { describe, expect, it } from "vitest";
import { cutAtNames, namedIn, namesOf, offeredFor } from "../../src/view/mentions.ts";

const carol = { id: "us_carol", username: "carol", name: "Carol Duarte" };
const camila = { id: "us_camila", username: "camila.s", name: "Camila Souza" };
const people = [carol, camila];

describe("naming people", () => {
  it("finds names where they stand alone, and leaves the sentence its full stop", () => {
    expect(cutAtNames("Ask @carol. Or @Camila.s!")).toEqual(["Ask ", "@carol", ". Or ", "@Camila.s", "!"]);
    expect(cutAtNames("mail me@carol.org or @@carol")).toHaveLength(1);
  });

  it("names whom the conversation knows, each once, and everyone by @all", () => {
    expect(namedIn("@carol @CAROL @nobody @all", people)).toEqual(["us_carol", "@all"]);
    expect(namedIn("hello", people)).toEqual([]);
  });

  it("offers by username and by any word of a name, without accents", () => {
    expect(offeredFor("ca", people, 6)).toEqual([carol, camila]);
    expect(offeredFor("duárte", people, 6)).toEqual([carol]);
    expect(offeredFor("", people, 1)).toEqual([carol]);
  });

  it("knows what names a message holds, and which is the reader", () => {
    const users = new Map(people.map((user) => [user.id, user]));
    expect(namesOf(["us_carol", "us_gone"], users, "us_carol")).toEqual(new Map([["@carol", true]]));
    expect(namesOf(["us_camila", "@all"], users, "us_carol")).toEqual(new Map([["@camila.s", false], ["@all", true]]));
    expect(namesOf([], users, "us_carol")).toBeUndefined();
  });
});
