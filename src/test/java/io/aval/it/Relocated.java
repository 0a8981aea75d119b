package io.aval.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javassist.bytecode.ClassFile;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The same classes under other names, as another application has its own. Payara takes classes of
 * two WARs of an EAR for each other where they have the same name.
 */
final class Relocated {
  private static final String ELSEWHERE = "io/aval/elsewhere/";

  private Relocated() {}

  /** Adds classes, which may name each other, under other names. */
  static void add(WebArchive archive, List<Class<?>> classes) {
    List<Class<?>> all =
        classes.stream()
            .flatMap(one -> Stream.concat(Stream.of(one), Stream.of(one.getDeclaredClasses())))
            .toList();
    Map<String, String> names = new HashMap<>();
    for (Class<?> one : all) {
      String inPackage = one.getName().substring(one.getPackageName().length() + 1);
      names.put(internalName(one), ELSEWHERE + inPackage);
    }
    for (Class<?> one : all) {
      String path = "WEB-INF/classes/" + names.get(internalName(one)) + ".class";
      archive.add(new ByteArrayAsset(renamed(one, names)), path);
    }
  }

  private static String internalName(Class<?> one) {
    return one.getName().replace('.', '/');
  }

  private static byte[] renamed(Class<?> one, Map<String, String> names) {
    String file = "/" + internalName(one) + ".class";
    try (InputStream code = Relocated.class.getResourceAsStream(file)) {
      ClassFile read = new ClassFile(new DataInputStream(code));
      read.renameClass(names);
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      read.write(new DataOutputStream(written));
      return written.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
