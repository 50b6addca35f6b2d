/// Figures, and the forms in which they are told: a table, JSON, a page with plots, and the tables
/// of `docs/benchmark.md`.
@NullMarked
package parley.bench.report;

import org.jspecify.annotations.NullMarked;
