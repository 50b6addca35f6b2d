package parley.bench.report;

import java.util.Locale;

/// One thing that was measured.
///
/// @param name what, in words; the same in every run that measures it
/// @param unit `ms`, `µs`, `MB`, `KB`, `/s`, or empty for a plain number
public record Figure(String name, double value, String unit) {
    /// As people read it.
    public String text() {
        return unit.isEmpty() ? number(value) : number(value) + " " + unit;
    }

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
