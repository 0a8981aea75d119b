package io.aval.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.ArrayList;

/**
 * A JAX-RS request as it was when its token was attached, after all other filters: these run once
 * more when the call is made once more, and must not add to their own doing. Never in any text.
 *
 * @param uri where it went
 * @param headers its header fields, with the token
 */
record Sent(URI uri, MultivaluedMap<String, Object> headers) {
  /** The property of a request that has a token of ours. */
  static final String FIRST = Sent.class.getName();

  /** The property of the call that is made once more: what its request is to be. */
  static final String AGAIN = FIRST + ".again";

  static Sent by(ClientRequestContext request, String authorization) {
    return with(request.getUri(), request.getHeaders(), authorization);
  }

  private static Sent with(URI uri, MultivaluedMap<String, Object> headers, String authorization) {
    MultivaluedMap<String, Object> copy = new MultivaluedHashMap<>();
    headers.forEach(
        (name, values) -> {
          if (!name.equalsIgnoreCase(BearerRules.AUTHORIZATION)) {
            copy.put(name, new ArrayList<>(values));
          }
        });
    copy.putSingle(BearerRules.AUTHORIZATION, authorization);
    return new Sent(uri, copy);
  }

  Sent withAuthorization(String other) {
    return with(uri, headers, other);
  }

  String authorization() {
    return String.valueOf(headers.getFirst(BearerRules.AUTHORIZATION));
  }

  /**
   * The header fields to begin a call with: a copy, since Jersey's filters change what is given.
   */
  MultivaluedMap<String, Object> fields() {
    return with(uri, headers, authorization()).headers();
  }

  void restore(ClientRequestContext request) {
    request.setUri(uri);
    MultivaluedMap<String, Object> present = request.getHeaders();
    present.clear();
    present.putAll(fields());
  }

  @Override
  public String toString() {
    return "Sent[********]";
  }
}
