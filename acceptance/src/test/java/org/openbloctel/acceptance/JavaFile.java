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
import java.util.List;
import java.util.Map;
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

    /** Reads a file, once for all rules. */
    static JavaFile parse(RepositoryFile file) {
        return PARSED.computeIfAbsent(file, JavaFile::read);
    }

    private static JavaFile read(RepositoryFile file) {
        String text = file.text();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        // Parsing alone never looks a name up; the class path is not needed.
        JavacTask task = (JavacTask) JAVAC.getTask(null, FILES, null, List.of("-proc:none"), null, List.of(source));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            Reader reader = new Reader(unit, Trees.instance(task).getSourcePositions());
            reader.scan(unit, null);
            String packageName =
                    unit.getPackageName() == null ? "" : unit.getPackageName().toString();
            return new JavaFile(file.path(), packageName, reader.types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
