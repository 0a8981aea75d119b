package io.aval.it.roles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is an administrator, and what the stores were asked. */
@ApplicationScoped
public class Staff {
  private final Set<String> administrators = ConcurrentHashMap.newKeySet();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public Set<String> administrators() {
    return administrators;
  }

  public List<String> asked() {
    return asked;
  }
}
