import { Mark } from "./Icon.tsx";
import { initialsOf } from "./names.ts";
import { Ticks } from "./Ticks.tsx";

const TALK = [
  { ink: 2, name: "Bob Lindqvist", text: "Morning! Is the kettle on?", at: "09:12" },
  { text: "It is, and the key is under the pot.", at: "09:12" },
  { ink: 5, name: "Carol Duarte", text: "Chego às dez, levo pão quente.", at: "09:20" },
  { ink: 4, name: "林美 Mei Lin", text: "我带了工具箱，马上到。", at: "09:31" },
  { text: "Perfect. Door is open.", at: "09:32" },
  { ink: 1, name: "نور الحداد", text: "صباح الخير، أنا في الطريق", at: "09:40", turned: true },
];

/** A still conversation beside the form; says what this is for, to those who see it. */
export function SignInArt() {
  return (
    <div class="door-art" aria-hidden="true">
      <Mark class="" />
      <div class="column">
        {TALK.map(({ ink, name, text, at, turned }) => (
          <div key={text} class={`said first ${name ? "" : "own"}`}>
            {name && <span class={`avatar size-32 ink-${ink}`}>{initialsOf(name)}</span>}
            <div class="stack">
              <div class={`bubble ${turned ? "turned" : ""}`}>
                {name && <span class={`name ink-${ink}`}>{name}</span>}
                <span class="text" dir="auto">
                  {text}
                </span>
                <Meta at={at} own={!name} />
              </div>
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

function Meta({ at, own }: { at: string; own: boolean }) {
  return (
    <>
      <span class="room">
        {at}
        {own && <i class="tick" />}
      </span>
      <span class="meta">
        {at}
        {own && <Ticks tick="read" />}
      </span>
    </>
  );
}
