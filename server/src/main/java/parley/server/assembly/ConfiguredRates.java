package parley.server.assembly;

import java.util.List;
import parley.gateway.limit.Rate;
import parley.gateway.limit.RateLimits;
import parley.server.config.Setting;
import parley.server.config.Settings;

/// The rates that the settings allow.
final class ConfiguredRates {
    private ConfiguredRates() {}

    static RateLimits.Rates of(Settings settings) {
        return new RateLimits.Rates(
                rate(settings, Setting.LIMIT_MESSAGES),
                rate(settings, Setting.LIMIT_COMMANDS),
                rate(settings, Setting.LIMIT_HELLO_DEVICE),
                rate(settings, Setting.LIMIT_HELLO_ADDRESS),
                rate(settings, Setting.LIMIT_FAILURES),
                settings.list(Setting.LIMIT_EXEMPT));
    }

    private static Rate rate(Settings settings, Setting setting) {
        var parts = List.of(settings.text(setting).split("/"));
        return new Rate(Double.parseDouble(parts.get(0)), Double.parseDouble(parts.get(1)));
    }
}
