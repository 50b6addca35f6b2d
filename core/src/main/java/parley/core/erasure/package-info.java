/// What is left to do after an account was deleted, in steps that survive a kill. Start at
/// [AccountEraser].
@NullMarked
package parley.core.erasure;

import org.jspecify.annotations.NullMarked;
