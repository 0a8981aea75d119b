/**
 * The command line: what a developer asks in a terminal, and edits of the project's own {@code
 * web.xml}. Nothing else imports it.
 */
@NullMarked
package io.aval.internal.cli;

import org.jspecify.annotations.NullMarked;
