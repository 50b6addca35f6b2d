package parley.core.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Violation;
import parley.core.conversation.Head.Settings;

/// What to change of a conversation's settings; null where it stays.
///
/// @param historyJoined whether a member sees only what was sent after they came
/// @param permissions the lowest roles that are to change; what isn't named stays
/// @param expiresInS 0: messages stay
/// @param slowS 0: nobody waits
public record SettingsPatch(
        @Nullable String title,
        @Nullable String description,
        @Nullable Boolean historyJoined,
        @Nullable Joining join,
        @Nullable Map<Action, Role> permissions,
        @Nullable Integer expiresInS,
        @Nullable Integer slowS) {
    public static final SettingsPatch NOTHING =
            new SettingsPatch(null, null, null, null, null, null, null);

    public SettingsPatch {
        permissions = permissions == null ? null : Map.copyOf(permissions);
    }

    /// What it is called alone.
    public static SettingsPatch named(@Nullable String title, @Nullable String description) {
        return new SettingsPatch(title, description, null, null, null, null, null);
    }

    /// The settings afterwards.
    ///
    /// @param lastSeq the conversation's last seq now
    Settings applyTo(Settings old, long lastSeq) {
        var rules = old.rules();
        var set = new HashMap<>(rules.permissions());
        if (permissions != null) {
            set.putAll(permissions);
        }
        boolean joined = or(historyJoined, old.historyJoined());
        var next =
                new Rules(
                        or(join, rules.join()),
                        set,
                        or(expiresInS, rules.expiresInS()),
                        or(slowS, rules.slowS()),
                        rules.veiledTo(),
                        rules.deleted());
        // who came while only later messages were shown goes on seeing only those
        boolean lifted = old.historyJoined() && !joined;
        return new Settings(
                or(title, old.title()),
                or(description, old.description()),
                joined,
                lifted ? next.veiling(lastSeq) : next);
    }

    private static <T> T or(@Nullable T given, T old) {
        return given == null ? old : given;
    }

    /// What of this isn't so already.
    ///
    /// @param before the permissions that hold now
    SettingsPatch beyond(Settings old, Permissions before) {
        var rules = old.rules();
        boolean same =
                permissions == null
                        || permissions.entrySet().stream()
                                .allMatch(set -> before.lowest(set.getKey()) == set.getValue());
        return new SettingsPatch(
                unless(title, old.title()),
                unless(description, old.description()),
                unless(historyJoined, old.historyJoined()),
                unless(join, rules.join()),
                same ? null : permissions,
                unless(expiresInS, rules.expiresInS()),
                unless(slowS, rules.slowS()));
    }

    private static <T> @Nullable T unless(@Nullable T given, T old) {
        return old.equals(given) ? null : given;
    }

    /// The same, with everything that is permitted afterwards in place of what was changed of it.
    SettingsPatch telling(Permissions after) {
        if (permissions == null) {
            return this;
        }
        var all = new HashMap<Action, Role>();
        Action.settable().forEach(action -> all.put(action, after.lowest(action)));
        return new SettingsPatch(title, description, historyJoined, join, all, expiresInS, slowS);
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    /// Whether it changes what a member's next message is checked against.
    boolean changesWhoMaySend() {
        return permissions != null || slowS != null;
    }

    /// @throws Refusal `too_long` or `bad_request` with everything that is wrong
    void check() {
        checkLength("title", title, Settings.TITLE_MAX);
        checkLength("description", description, Settings.DESCRIPTION_MAX);
        var violations = new ArrayList<Violation>();
        if (title != null && title.isBlank()) {
            violations.add(new Violation("title", "required", "It has a title."));
        }
        checkSeconds(violations, "expiresInS", expiresInS, Rules.EXPIRES_MAX_S);
        checkSeconds(violations, "slowS", slowS, Rules.SLOW_MAX_S);
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
    }

    private static void checkLength(String field, @Nullable String text, int max) {
        if (text != null && text.codePointCount(0, text.length()) > max) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG,
                    field,
                    "'" + field + "' has at most " + max + " characters.");
        }
    }

    private static void checkSeconds(
            List<Violation> violations, String field, @Nullable Integer seconds, int max) {
        if (seconds != null && (seconds < 0 || seconds > max)) {
            violations.add(
                    new Violation(field, "range", "'" + field + "' is 0 to " + max + " seconds."));
        }
    }
}
