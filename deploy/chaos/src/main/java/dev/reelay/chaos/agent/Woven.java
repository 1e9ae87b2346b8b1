package dev.reelay.chaos.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/** A class as it was, but for a call of the trap in one of its methods. */
final class Woven {
    private static final ClassDesc TRAP = ClassDesc.of(Trap.class.getName());

    private Woven() {}

    static byte[] of(byte[] bytes, TrapOrder order, @Nullable ClassLoader loader) {
        ClassFile files = loader == null
                ? ClassFile.of()
                : ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                                .orElse(ClassHierarchyResolver.defaultResolver())));
        ClassModel model = files.parse(bytes);
        if (model.methods().stream().noneMatch(method -> isMeant(method, order))) {
            throw new IllegalStateException("a kill point names a method that is not there: " + order.spot());
        }
        // One transform a method: it remembers where the method began.
        return files.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        method -> isMeant(method, order), CodeTransform.ofStateful(() -> call(order.moment()))));
    }

    private static boolean isMeant(MethodModel method, TrapOrder order) {
        return method.methodName().equalsString(order.methodName())
                && method.code().isPresent();
    }

    private static CodeTransform call(Moment moment) {
        return switch (moment) {
            case ENTRY -> new AtEntry();
            case RETURN -> CallAtReturn.INSTANCE;
            case EXCEPTION -> new AtException();
        };
    }

    private static void trap(CodeBuilder code) {
        code.invokestatic(TRAP, "reached", MethodTypeDesc.ofDescriptor("()V"));
    }

    private static final class AtEntry implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            trap(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }

    private enum CallAtReturn implements CodeTransform {
        INSTANCE;

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof ReturnInstruction) {
                trap(code);
            }
            code.with(element);
        }
    }

    /** The whole body in a catch of everything: its handlers come first, as they stand first in the table. */
    private static final class AtException implements CodeTransform {
        private @Nullable Label start;

        @Override
        public void atStart(CodeBuilder code) {
            start = code.newBoundLabel();
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }

        @Override
        public void atEnd(CodeBuilder code) {
            if (start == null) {
                throw new IllegalStateException("a body that ends without having begun");
            }
            Label end = code.newBoundLabel();
            code.exceptionCatchAll(start, end, end);
            trap(code);
            code.athrow();
        }
    }
}
