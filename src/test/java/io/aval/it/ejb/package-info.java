/** The EJB module of an EAR. */
@NullMarked
package io.aval.it.ejb;

import org.jspecify.annotations.NullMarked;
