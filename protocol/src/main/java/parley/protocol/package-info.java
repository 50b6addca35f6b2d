@org.jspecify.annotations.NullMarked
package parley.protocol;
