package io.aval.it.sockets;

import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What happened in callbacks whose connection can no longer tell. */
@ApplicationScoped
public class Journal {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  public void note(String line) {
    lines.add(line);
  }

  public String all() {
    return String.join("\n", lines);
  }

  static String name(UserIdentity user) {
    return user.isAnonymous() ? "nobody" : user.getSubject();
  }
}
