package parley.e2e.browser;

import java.util.List;

/// A repair café's people and what they say: enough of everything for a place to show what it is.
final class Cafe {
    private static final String[][] PEOPLE = {
        {"alice", "Alice Moreau"},
        {"bob", "Bob Lindqvist"},
        {"carol", "Carol Duarte"},
        {"dana", "Dana Okafor"},
        {"erin", "Erin Walsh"},
        {"meilin", "\u6797\u7F8E Mei Lin"},
        {"noor", "\u0646\u0648\u0631 \u0627\u0644\u062D\u062F\u0627\u062F"},
        {"farid", "Farid Aziz"},
        {"heidi", "Heidi Brandt"},
        {"judy", "Judy Park"},
    };

    private final Seed seed;
    private final List<Seed.Someone> people;

    private Cafe(Seed seed) {
        this.seed = seed;
        people = List.of(PEOPLE).stream().map(one -> seed.person(one[0], one[1])).toList();
    }

    static void open(String base) {
        new Cafe(new Seed(base)).fill();
    }

    private Seed.Someone who(int at) {
        return people.get(at);
    }

    private void fill() {
        var alice = who(0);
        for (int at = 1; at <= 6; at++) {
            seed.acquaint(who(at), alice);
        }
        seed.ask(who(8), alice);
        seed.ask(alice, who(9));
        var garden = talk(who(2), "Horta do Bairro", "Algu\u00E9m rega na sexta-feira?");
        seed.ask(
                who(2),
                garden,
                "Quando plantamos os tomates?",
                List.of("Este s\u00E1bado", "No pr\u00F3ximo s\u00E1bado", "S\u00F3 em maio"));
        seed.later(alice, garden, "Eu posso regar na sexta", 86_400);
        direct(6, "\u0634\u0643\u0631\u0627\u064B \u062C\u0632\u064A\u0644\u0627\u064B!");
        direct(3, "About the second soldering iron, I think it is the tip");
        var news = talk(who(1), "Workshop News", "Booking form 1.4 is live: choose your table");
        seed.set(alice, news, "muted");
        direct(5, "\u6211\u628A\u4E07\u7528\u8868\u548C\u70ED\u98CE\u67AA\u90FD\u5E26\u4E0A");
        var library = seed.group(alice, "Street Library", "", List.of(who(7), who(3)));
        seed.say(who(7), library, "Can you open on Sunday?");
        seed.change(alice, library, "{\"join\":\"request\",\"slowS\":30}");
        seed.join(who(4), library);
        direct(2, "See you on Saturday");
        workshop();
        bench();
        seed.strangers(alice, "request");
        direct(7, "We met at the swap table, I am the one with the lamp");
    }

    private String talk(Seed.Someone from, String title, String text) {
        var group = seed.group(from, title, "", List.of(who(0), who(7)));
        seed.say(from, group, text);
        return group;
    }

    private void direct(int from, String text) {
        seed.say(who(from), seed.direct(who(from), who(0)), text);
    }

    private void workshop() {
        var cafe =
                seed.group(
                        who(1),
                        "Repair Caf\u00E9 Lisboa",
                        "Third Saturday of each month, Rua da Boavista 84. Bring it broken, take"
                                + " it home working.",
                        people.subList(0, 8));
        seed.set(who(0), cafe, "pinned");
        seed.say(who(1), cafe, "Doors open at 10 on Saturday. I have the key.");
        seed.say(who(1), cafe, "Who can lend us a projector?");
        seed.reply(who(0), cafe, "I can, from work. Did the insurance form go out?", 1);
        seed.say(who(2), cafe, "Foi enviado ontem, falta a assinatura.");
        seed.edit(who(2), cafe, 4, "Foi enviado ontem \u00E0 noite, s\u00F3 falta a assinatura.");
        seed.answer(who(3), cafe, "Whose?", 4);
        seed.answer(who(1), cafe, "Mine, I sign it today.", 4);
        seed.pin(who(1), cafe, 1);
        for (int at = 1; at <= 3; at++) {
            seed.react(who(at), cafe, 3, "\uD83D\uDC4D");
        }
        seed.react(who(0), cafe, 4, "\uD83C\uDF89");
        seed.say(
                who(3),
                cafe,
                "Run it **after** the backup:\\n```\\n./parley reindex --check\\n```\\nsee"
                        + " https://repair.wiki/gaggia-classic");
        seed.say(
                who(5),
                cafe,
                "\u5927\u5BB6\u597D\uFF01\u6211\u661F\u671F\u516D\u53EF\u4EE5\u5E2E\u5FD9\u3002");
        seed.say(who(4), cafe, "Could you bring the long extension lead too?");
        seed.say(who(0), cafe, "Already in the car \uD83D\uDE97");
        seed.say(who(0), cafe, "And the projector fits behind the seat, so one trip is enough.");
    }

    private void bench() {
        var talk = seed.direct(who(1), who(0));
        seed.set(who(0), talk, "pinned");
        seed.say(
                who(1), talk, "It was the pump thermostat. Wiring is `L \u2192 S1 \u2192 heater`.");
        seed.say(who(0), talk, "Will you show that on Sunday?");
        seed.delete(who(0), talk, 2);
        seed.say(who(0), talk, "Will you show that on Saturday?");
        seed.say(who(1), talk, "Yes, I have the 14:00 table. A second pair of hands would help.");
        seed.say(who(0), talk, "See you at the workshop, I\u2019ll bring the bench vice");
    }
}
