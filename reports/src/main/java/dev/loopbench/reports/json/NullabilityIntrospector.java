package dev.loopbench.reports.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Reads {@code @Nullable} off the records: whatever is not marked so has to be there, in the
 * document as in the compiler.
 *
 * <p>Immutable.
 */
final class NullabilityIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member instanceof AnnotatedParameter parameter && !isNullable(typeOf(parameter));
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)) {
            return super.findSetterInfo(config, annotated);
        }
        AnnotatedType type = typeOf(parameter);
        return JsonSetter.Value.construct(
                isNullable(type) ? Nulls.SET : Nulls.FAIL,
                hasNullableContent(type) ? Nulls.SET : Nulls.FAIL);
    }

    private static AnnotatedType typeOf(AnnotatedParameter parameter) {
        Executable owner = (Executable) parameter.getOwner().getAnnotated();
        return owner.getAnnotatedParameterTypes()[parameter.getIndex()];
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static boolean hasNullableContent(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType generic
                && Arrays.stream(generic.getAnnotatedActualTypeArguments())
                        .anyMatch(NullabilityIntrospector::isNullable);
    }
}
