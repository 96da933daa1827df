package org.openbloctel.acceptance;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** House rules on the shape of Java sources. */
final class JavaRules {
    static final int METHOD_LINES = 60;

    private static final Pattern VAGUE_CLASS = Pattern.compile("Manager|Helper|Util|Impl");
    private static final Set<String> VAGUE_PACKAGES =
            Set.of("common", "shared", "util", "helper", "base", "core", "impl");
    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "FuzzTest");
    // The same patterns as in the root pom: a test that no runner's pattern takes is silently never run.
    private static final Pattern TAKEN_BY_A_RUNNER = Pattern.compile(".*(Test|IT|Scenario)");

    private JavaRules() {}

    static List<Fault> longMethods(List<RepositoryFile> files) {
        return faults(
                files,
                file -> file.types().stream()
                        .flatMap(type -> type.methods().stream()
                                .filter(method -> method.lines() > METHOD_LINES)
                                .map(method -> new Fault(
                                        place(file, type) + "#" + method.name(),
                                        method.lines() + " lines, at most " + METHOD_LINES))));
    }

    static List<Fault> vagueClassNames(List<RepositoryFile> files) {
        return faults(
                files,
                file -> file.types().stream()
                        .filter(type -> VAGUE_CLASS.matcher(type.simpleName()).find())
                        .map(type -> new Fault(place(file, type), "a name that says nothing: " + VAGUE_CLASS)));
    }

    static List<Fault> vaguePackageNames(List<RepositoryFile> files) {
        return faults(
                files,
                file -> Pattern.compile("\\.")
                        .splitAsStream(file.packageName())
                        .filter(VAGUE_PACKAGES::contains)
                        .map(part -> new Fault(file.path(), "a package name that says nothing: " + part)));
    }

    static List<Fault> testsThatNeverRun(List<RepositoryFile> files) {
        return faults(
                testsOf(files),
                file -> file.types().stream()
                        .filter(type -> type.methods().stream().anyMatch(JavaRules::isTest))
                        .filter(type -> !(type.isAbstract() && type.simpleName().endsWith("Contract")))
                        .filter(type ->
                                !TAKEN_BY_A_RUNNER.matcher(type.topLevelName()).matches())
                        .map(type ->
                                new Fault(place(file, type), "has tests, but no runner takes " + type.topLevelName())));
    }

    /** Jazzer fuzzes one target in one virtual machine, and the build gives each class one machine. */
    static List<Fault> secondFuzzTargets(List<RepositoryFile> files) {
        return faults(testsOf(files), file -> {
            List<String> targets = file.types().stream()
                    .flatMap(type -> type.methods().stream())
                    .filter(method -> method.annotations().contains("FuzzTest"))
                    .map(JavaFile.Method::name)
                    .toList();
            boolean named = file.path().endsWith("FuzzTest.java");
            return targets.size() > 1 || (targets.size() == 1 && !named)
                    ? Stream.of(new Fault(file.path(), "one @FuzzTest a class, named …FuzzTest; found " + targets))
                    : Stream.empty();
        });
    }

    private static boolean isTest(JavaFile.Method method) {
        return method.annotations().stream().anyMatch(TEST_ANNOTATIONS::contains);
    }

    private static List<RepositoryFile> testsOf(List<RepositoryFile> files) {
        return files.stream().filter(RepositoryFile::isTestJava).toList();
    }

    private static String place(JavaFile file, JavaFile.Type type) {
        return file.path() + "#" + type.name();
    }

    private static List<Fault> faults(List<RepositoryFile> files, Function<JavaFile, Stream<Fault>> check) {
        return JavaFile.parse(files.stream().filter(RepositoryFile::isJava).toList()).stream()
                .flatMap(check)
                .toList();
    }
}
