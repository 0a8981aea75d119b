/** An application that has its roles looked up in its database without a line of its own. */
@org.jspecify.annotations.NullMarked
package io.aval.it.team;
