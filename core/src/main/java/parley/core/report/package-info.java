/// What people report to the operator, with the evidence as they saw it. Start at [Reporter] and
/// [ReportDesk].
@NullMarked
package parley.core.report;

import org.jspecify.annotations.NullMarked;
