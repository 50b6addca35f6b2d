/// Tests of rates and admission.
@NullMarked
package parley.gateway.limit;

import org.jspecify.annotations.NullMarked;
