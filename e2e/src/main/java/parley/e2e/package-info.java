@org.jspecify.annotations.NullMarked
package parley.e2e;
