@org.jspecify.annotations.NullMarked
package parley.core;
