/** The application that tells who calls: runs inside the servers, knows nothing of the tests. */
package io.aval.it.issuers;
