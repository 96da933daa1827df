package org.openbloctel.acceptance;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds files of one package that use each other in a circle. A nested class is part of its file. A sealed type's {@code permits} is no
 * use: its subtypes use it, and not the other way round. Nor is a record that {@code …Rows} read, which may be nested in the class that uses them.
 */
final class FileCycles {
    private FileCycles() {}

    /** For each package that has circles, the files in them, by the simple names of their classes. */
    static Map<String, Set<String>> in(JavaClasses classes) {
        Map<String, Map<String, Set<String>>> uses = new TreeMap<>();
        for (JavaClass type : classes) {
            Map<String, Set<String>> files = uses.computeIfAbsent(type.getPackageName(), name -> new TreeMap<>());
            Set<String> used = files.computeIfAbsent(file(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                boolean reads = file(type).endsWith("Rows") && target.isRecord();
                if (target.getPackageName().equals(type.getPackageName()) && !reads) {
                    used.add(file(target));
                }
            }
            used.remove(file(type));
        }
        Map<String, Set<String>> cycles = new TreeMap<>();
        uses.forEach((name, files) -> {
            Set<String> left = inCircles(files);
            if (!left.isEmpty()) {
                cycles.put(name, left);
            }
        });
        return cycles;
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(FileCycles::outermost).orElse(type);
    }

    private static String file(JavaClass type) {
        String name = type.getFullName().substring(type.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** Takes away what uses none of the others, or is used by none of them, until nothing can be taken away. */
    private static Set<String> inCircles(Map<String, Set<String>> uses) {
        Set<String> left = new TreeSet<>(uses.keySet());
        boolean smaller = true;
        while (smaller) {
            Set<String> used = new HashSet<>();
            left.forEach(file -> used.addAll(uses.getOrDefault(file, Set.of())));
            smaller = left.removeIf(file -> !used.contains(file))
                    || left.removeIf(
                            file -> uses.getOrDefault(file, Set.of()).stream().noneMatch(left::contains));
        }
        return left;
    }
}
