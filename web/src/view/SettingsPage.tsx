import { t } from "../strings/table.ts";
import { AboutPage } from "./AboutPage.tsx";
import { AppearancePage, LanguagePage } from "./AppearancePage.tsx";
import { DataPage } from "./DataPage.tsx";
import { Icon } from "./Icon.tsx";
import { KeyboardPage } from "./KeyboardPage.tsx";
import { NoticesPage } from "./NoticesPage.tsx";
import { goBack, type SettingsPageName } from "./place.ts";
import { PrivacyPage } from "./PrivacyPage.tsx";
import { ProfilePage } from "./ProfilePage.tsx";

interface SettingsPageProps {
  page: SettingsPageName;
  onLanguage: () => void;
}

/** One page of the settings, beside the list on a desk. */
export function SettingsPage({ page, onLanguage }: SettingsPageProps) {
  const titles = {
    profile: t.profile,
    notices: t.notices,
    privacy: t.privacyAndDevices,
    appearance: t.appearance,
    language: t.language,
    keyboard: t.keyboard,
    data: t.dataHere,
    about: t.about,
  };
  return (
    <main class="pane main-pane" aria-label={titles[page]}>
      <header class="bar">
        <button class="icon-button back" aria-label={t.back} onClick={() => goBack({ tab: "settings" })}>
          <Icon name="chevron-left" />
        </button>
        <h1>{titles[page]}</h1>
      </header>
      <div class="scroll">
        <div class="page">
          {page === "profile" && <ProfilePage />}
          {page === "notices" && <NoticesPage />}
          {page === "privacy" && <PrivacyPage />}
          {page === "appearance" && <AppearancePage onChange={onLanguage} />}
          {page === "language" && <LanguagePage onChange={onLanguage} />}
          {page === "keyboard" && <KeyboardPage />}
          {page === "data" && <DataPage />}
          {page === "about" && <AboutPage />}
        </div>
      </div>
    </main>
  );
}
