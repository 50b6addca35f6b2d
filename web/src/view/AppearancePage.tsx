import { t } from "../strings/table.ts";
import { chooseLanguage, chooseTheme, language, theme } from "./preferences.ts";

interface PageProps {
  /** What was chosen shows at once. */
  onChange: () => void;
}

export function AppearancePage({ onChange }: PageProps) {
  const options = (["system", "light", "dark"] as const).map((value) => ({ value, label: t.themes[value] }));
  return (
    <Choices
      title={t.theme}
      options={options}
      chosen={theme()}
      onChoose={(value) => {
        chooseTheme(value);
        onChange();
      }}
    />
  );
}

export function LanguagePage({ onChange }: PageProps) {
  const options = [
    { value: "system" as const, label: t.systemLanguage },
    { value: "en" as const, label: "English" },
    { value: "pt" as const, label: "Português" },
  ];
  return (
    <Choices
      title={t.language}
      options={options}
      chosen={language()}
      onChoose={(value) => {
        chooseLanguage(value);
        onChange();
      }}
    />
  );
}

interface ChoicesProps<T extends string> {
  title: string;
  options: { value: T; label: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}

function Choices<T extends string>({ title, options, chosen, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset class="choices">
      <legend>{title}</legend>
      <div class="card">
        {options.map(({ value, label }) => (
          <label key={value} class="setting choice">
            <div>{label}</div>
            <input
              class="radio"
              type="radio"
              name={title}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
