package dev.loopbench.reports.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
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

    private final transient Map<Class<?>, Set<String>> addedLater;

    /**
     * @param addedLater by record, components that older documents do not have: they are read as 0
     *     or empty where they are missing
     */
    NullabilityIntrospector(Map<Class<?>, Set<String>> addedLater) {
        this.addedLater = addedLater;
    }

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member instanceof AnnotatedParameter parameter
                && !isNullable(typeOf(parameter))
                && !isAddedLater(parameter);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)) {
            return super.findSetterInfo(config, annotated);
        }
        if (isAddedLater(parameter)) {
            return JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL);
        }
        AnnotatedType type = typeOf(parameter);
        return JsonSetter.Value.construct(
                isNullable(type) ? Nulls.SET : Nulls.FAIL,
                hasNullableContent(type) ? Nulls.SET : Nulls.FAIL);
    }

    private boolean isAddedLater(AnnotatedParameter parameter) {
        Executable owner = (Executable) parameter.getOwner().getAnnotated();
        Class<?> type = owner.getDeclaringClass();
        return addedLater.containsKey(type)
                && addedLater
                        .get(type)
                        .contains(type.getRecordComponents()[parameter.getIndex()].getName());
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
