/** An application whose roles come from identity stores of its own. */
@org.jspecify.annotations.NullMarked
package io.aval.it.roles;
