/** What the web applications of an EAR have beyond others: the EJB module that they call. */
@NullMarked
package io.aval.it.ear;

import org.jspecify.annotations.NullMarked;
