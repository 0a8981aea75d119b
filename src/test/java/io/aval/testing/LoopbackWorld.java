package io.aval.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The world outside, on loopback: public hosts with documents under their real names, certificates
 * of a private authority, and the proxy that leads there. Whoever is configured with {@link
 * #settings} believes to be on the Internet; nothing leaves this machine.
 */
public final class LoopbackWorld implements AutoCloseable {
  private final PrivateAuthority authority = PrivateAuthority.named("throw-away test authority");
  private final LoopbackProxy proxy = LoopbackProxy.start();
  private final LoopbackSite secured;
  private final LoopbackSite open = LoopbackSite.http();
  private final Path authorities;

  private LoopbackWorld(Path directory, Collection<String> urls) throws IOException {
    authorities =
        authority.writePem(Files.createTempFile(directory, "authority", ".pem")).toAbsolutePath();
    TreeSet<String> hosts =
        urls.stream()
            .map(url -> URI.create(url).getHost())
            .collect(Collectors.toCollection(TreeSet::new));
    hosts.add("localhost");
    secured = LoopbackSite.https(authority.serverOf(hosts));
    urls.forEach(this::know);
  }

  /**
   * Starts a world.
   *
   * @param directory where the authority's certificate is put
   * @param documents JSON by whole URL
   */
  public static LoopbackWorld start(Path directory, Map<String, String> documents) {
    try {
      LoopbackWorld world = new LoopbackWorld(directory, documents.keySet());
      documents.forEach(world::put);
      return world;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The two lines of configuration that lead into this world. */
  public Map<String, String> settings() {
    return Map.of("aval.http.proxy", proxy.url(), "aval.http.ca-file", authorities.toString());
  }

  /** Has another document at a URL of a host that is known already. */
  public void put(String url, String json) {
    siteOf(url).put(url, json);
  }

  /** How often a URL was asked for. */
  public int requests(String url) {
    return siteOf(url).requests(url);
  }

  /** The proxy, to be asked what it saw. */
  public LoopbackProxy proxy() {
    return proxy;
  }

  /** The server that has all {@code https} hosts, and is {@code localhost} besides. */
  public LoopbackSite secured() {
    return secured;
  }

  @Override
  public void close() {
    proxy.close();
    secured.close();
    open.close();
  }

  private void know(String url) {
    URI uri = URI.create(url);
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    proxy.know(uri.getHost() + ":" + port, siteOf(url).port());
  }

  private LoopbackSite siteOf(String url) {
    return url.startsWith("https:") ? secured : open;
  }
}
