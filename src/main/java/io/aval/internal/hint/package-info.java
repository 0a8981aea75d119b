/**
 * What is known of tokens that people send by mistake, and of the issuers that make them: closed
 * lists, in which nothing a token says is ever repeated but by name.
 */
@NullMarked
package io.aval.internal.hint;

import org.jspecify.annotations.NullMarked;
