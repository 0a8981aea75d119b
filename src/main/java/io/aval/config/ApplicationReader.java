package io.aval.config;

import io.aval.config.IdentityConfig.ContainerSecurity;
import io.aval.config.IdentityConfig.ErrorDetails;
import io.aval.config.IdentityConfig.Http;
import io.aval.config.IdentityConfig.InvalidToken;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads the keys that belong to no provider, and puts the whole together. */
final class ApplicationReader {
  private static final long LEAST_TOKEN = 1024;
  private static final long GREATEST_TOKEN = 1024 * 1024;
  private static final long GREATEST_CACHE = 1024L * 1024 * 1024;
  private static final List<String> PRINCIPAL_WORDS = List.of("token-identifier", "subject");

  private final Values values;

  ApplicationReader(Map<String, String> values, Faults faults) {
    this.values = new Values(values, "", faults);
  }

  IdentityConfig read(List<ProviderConfig> providers) {
    return new IdentityConfig(
        providers,
        values.get(ApplicationKeys.PRINCIPAL_NAME, ApplicationReader::principalName),
        values.list(ApplicationKeys.TOKEN_SOURCES, TokenSourceSyntax::read),
        new LinkedHashSet<>(values.list(ApplicationKeys.ALLOWED_ORIGINS, Origins::read)),
        new Http(
            values.find(ApplicationKeys.CA_FILE, FileValues::file),
            values.find(ApplicationKeys.PROXY, ApplicationReader::proxy)),
        values.choice(ApplicationKeys.ERROR_DETAILS, ErrorDetails.class),
        values.choice(ApplicationKeys.INVALID_TOKEN, InvalidToken.class),
        values.choice(ApplicationKeys.CONTAINER_SECURITY, ContainerSecurity.class),
        (int) (long) values.get(ApplicationKeys.MAX_TOKEN_SIZE, ApplicationReader::tokenSize),
        values.get(ApplicationKeys.TOKEN_CACHE_SIZE, ApplicationReader::cacheSize),
        new WebSocketReader(values).read(),
        new IssuerReader(values).read());
  }

  private static String principalName(String text) throws BadValue {
    for (String word : PRINCIPAL_WORDS) {
      if (!text.equals(word) && NearestKey.distance(text, word) == 0) {
        throw new BadValue(Faults.quote(text) + " is written " + word);
      }
    }
    return text;
  }

  private static long tokenSize(String text) throws BadValue {
    long size = ValueForms.size(text);
    if (size < LEAST_TOKEN || size > GREATEST_TOKEN) {
      throw new BadValue(Faults.quote(text) + " is not between 1KiB and 1MiB");
    }
    return size;
  }

  private static long cacheSize(String text) throws BadValue {
    long size = ValueForms.size(text);
    if (size > GREATEST_CACHE) {
      throw new BadValue(Faults.quote(text) + " is more than 1GiB");
    }
    return size;
  }

  private static URI proxy(String text) throws BadValue {
    if (text.indexOf('@') >= 0) {
      throw new BadValue(
          "the URL has a user name or password in it, and a proxy that asks for them cannot be used;"
              + " have this server let through without");
    }
    URI proxy = Urls.parse(Urls.hasScheme(text) ? text : "http://" + text);
    boolean bare = proxy.getRawPath().isEmpty() || proxy.getRawPath().equals("/");
    if (!proxy.getScheme().equalsIgnoreCase("http")
        || proxy.getPort() < 0
        || !bare
        || proxy.getRawQuery() != null) {
      throw new BadValue(Faults.quote(text) + " is not a proxy; write http://host:port");
    }
    return URI.create("http://" + proxy.getHost() + ":" + proxy.getPort());
  }
}
