/// Reports as rows. Start at [SqlReportStore] and [SqlReportRows].
@NullMarked
package parley.store.report;

import org.jspecify.annotations.NullMarked;
