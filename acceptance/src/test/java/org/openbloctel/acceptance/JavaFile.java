package org.openbloctel.acceptance;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the house rules ask of one Java source, read by javac's own parser and not compiled. */
record JavaFile(String path, String packageName, List<Type> types) {
    private static final Map<RepositoryFile, JavaFile> PARSED = new ConcurrentHashMap<>();
    /** How many files javac reads in one run: each run costs it 15 ms, and it keeps the trees of all its files. */
    private static final int BATCH = 100;

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    // One for all: each would open the JDK's own classes anew, which no parser asks for.
    private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, null, null);

    /** A class, interface, record or enum; a nested one has its outer names before it, joined with dots. */
    record Type(String name, boolean isAbstract, List<Method> methods) {
        String topLevelName() {
            int dot = name.indexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        }

        String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    /** A method or constructor: its lines from its first annotation to its closing brace, its annotations' simple names. */
    record Method(String name, long lines, List<String> annotations) {}

    /** Reads files, each once for all rules. */
    static List<JavaFile> parse(List<RepositoryFile> files) {
        List<RepositoryFile> unread =
                files.stream().filter(file -> !PARSED.containsKey(file)).toList();
        for (int from = 0; from < unread.size(); from += BATCH) {
            read(unread.subList(from, Math.min(from + BATCH, unread.size())));
        }
        return files.stream().map(PARSED::get).map(Objects::requireNonNull).toList();
    }

    private static void read(List<RepositoryFile> files) {
        Map<URI, RepositoryFile> byAddress = new LinkedHashMap<>();
        files.forEach(file -> byAddress.put(URI.create("string:///" + file.path()), file));
        List<JavaFileObject> sources = new ArrayList<>();
        byAddress.forEach((address, file) -> sources.add(source(address, file.text())));
        // Parsing alone never looks a name up; the class path is not needed.
        JavacTask task = (JavacTask) JAVAC.getTask(null, FILES, null, List.of("-proc:none"), null, sources);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                RepositoryFile file = Objects.requireNonNull(
                        byAddress.get(unit.getSourceFile().toUri()));
                Reader reader = new Reader(unit, positions);
                reader.scan(unit, null);
                String packageName = unit.getPackageName() == null
                        ? ""
                        : unit.getPackageName().toString();
                PARSED.put(file, new JavaFile(file.path(), packageName, reader.types));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(URI address, String text) {
        return new SimpleJavaFileObject(address, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static final class Reader extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Deque<String> outer = new ArrayDeque<>();
        private final Deque<List<Method>> methods = new ArrayDeque<>();
        private final List<Type> types = new ArrayList<>();

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            // An anonymous class has no name: its methods count as its surroundings' do.
            if (type.getSimpleName().isEmpty()) {
                return super.visitClass(type, null);
            }
            outer.addLast(type.getSimpleName().toString());
            methods.addLast(new ArrayList<>());
            super.visitClass(type, null);
            boolean isAbstract = type.getKind() == Tree.Kind.INTERFACE
                    || type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
            types.add(
                    new Type(String.join(".", outer), isAbstract, Collections.unmodifiableList(methods.removeLast())));
            outer.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long lines =
                    line(positions.getEndPosition(unit, method)) - line(positions.getStartPosition(unit, method)) + 1;
            List<String> annotations = method.getModifiers().getAnnotations().stream()
                    .map(annotation -> simple(annotation.getAnnotationType()))
                    .toList();
            methods.getLast().add(new Method(method.getName().toString(), lines, annotations));
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        private static String simple(Tree name) {
            String text = name.toString();
            return text.substring(text.lastIndexOf('.') + 1);
        }
    }
}
