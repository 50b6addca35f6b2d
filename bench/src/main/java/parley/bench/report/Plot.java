package parley.bench.report;

import java.util.List;
import java.util.Locale;

/// Lines over a common axis, drawn as SVG that takes its colours from the page.
///
/// @param x what the axis below shows
/// @param y what the axis on the left shows
record Plot(String title, String x, String y, Scale scale, List<Line> lines) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 280;
    private static final int LEFT = 70;
    private static final int RIGHT = 10;
    private static final int TOP = 10;
    private static final int BOTTOM = 40;
    private static final int TICKS = 5;

    /// How values are laid out.
    enum Scale {
        PLAIN,
        /// Percentiles below, so that each further nine takes as much room; milliseconds on the
        /// left by their logarithm.
        PERCENTILES
    }

    /// One line.
    record Line(String name, List<Point> points) {
        record Point(double x, double y) {}

        Line {
            points = List.copyOf(points);
        }
    }

    String svg() {
        var shown = lines.stream().filter(line -> !line.points().isEmpty()).toList();
        double xMax = max(shown, true);
        double yMax = max(shown, false);
        double yMin = scale == Scale.PLAIN ? 0 : down(min(shown));
        var svg =
                new StringBuilder(
                        "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                                .formatted(escape(title), WIDTH, HEIGHT, escape(title)));
        for (int i = 0; i <= TICKS; i++) {
            double part = (double) i / TICKS;
            tick(
                    svg,
                    LEFT + part * (WIDTH - LEFT - RIGHT),
                    HEIGHT - BOTTOM + 16.0,
                    "middle",
                    xLabel(part * xMax));
            double height = HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
            svg.append(
                    text(
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                            LEFT, WIDTH - RIGHT, height, height));
            tick(svg, LEFT - 6.0, height + 4, "end", yLabel(yMin + part * (yMax - yMin)));
        }
        tick(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6.0, "middle", x);
        svg.append(
                text(
                        "<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                        (HEIGHT - BOTTOM) / 2, escape(y)));
        for (int i = 0; i < shown.size(); i++) {
            line(svg, shown.get(i), i, new Bounds(xMax, yMin, yMax));
        }
        return svg.append("</svg>").append(legend(shown)).append("</figure>").toString();
    }

    private record Bounds(double xMax, double yMin, double yMax) {
        double x(double value) {
            return LEFT + value / xMax * (WIDTH - LEFT - RIGHT);
        }

        double y(double value) {
            double part = Math.clamp((value - yMin) / (yMax - yMin), 0, 1);
            return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
        }
    }

    private void line(StringBuilder svg, Line line, int index, Bounds bounds) {
        svg.append("<polyline class=\"line").append(index % 6).append("\" points=\"");
        for (var point : line.points()) {
            svg.append(
                    text("%.1f,%.1f ", bounds.x(xPlace(point.x())), bounds.y(yPlace(point.y()))));
        }
        svg.append("\"/>");
    }

    private static void tick(StringBuilder svg, double x, double y, String anchor, String label) {
        svg.append(
                text(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                        x, y, anchor, escape(label)));
    }

    private static String legend(List<Line> lines) {
        var legend = new StringBuilder("<p class=\"legend\">");
        for (int i = 0; i < lines.size(); i++) {
            legend.append(
                    text("<span class=\"key%d\">%s</span> ", i % 6, escape(lines.get(i).name())));
        }
        return legend.append("</p>").toString();
    }

    private double xPlace(double x) {
        return scale == Scale.PLAIN ? x : Math.min(5, -Math.log10(1 - Math.min(x, 99.999) / 100));
    }

    private double yPlace(double y) {
        return scale == Scale.PLAIN ? y : Math.log10(Math.max(y, 1e-3));
    }

    private String xLabel(double place) {
        return Figure.number(
                scale == Scale.PLAIN ? Math.rint(place) : 100 * (1 - Math.pow(10, -place)));
    }

    private String yLabel(double place) {
        return Figure.number(scale == Scale.PLAIN ? place : Math.pow(10, place));
    }

    private double max(List<Line> shown, boolean below) {
        double max =
                shown.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToDouble(point -> below ? xPlace(point.x()) : yPlace(point.y()))
                        .max()
                        .orElse(1);
        return scale == Scale.PLAIN || below ? Math.max(max, 1e-9) : Math.ceil(max + 1e-9);
    }

    private double min(List<Line> shown) {
        return shown.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> yPlace(point.y()))
                .min()
                .orElse(0);
    }

    private static double down(double value) {
        return Math.floor(value - 1e-9);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
