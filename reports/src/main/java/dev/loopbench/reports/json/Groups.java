package dev.loopbench.reports.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Components that a record holds in groups, and a document does not: the keys of a group stand
 * among those of the record that holds it, at the group's place. Immutable.
 *
 * <p>Not by {@code @JsonUnwrapped}: it reads a record only once all of its text is in memory, and
 * knows no longer where in the document a fault was.
 */
public final class Groups {

    private final Set<Class<?>> types;

    private Groups(Set<Class<?>> types) {
        this.types = types;
    }

    /**
     * For a mapper.
     *
     * @param types records that are groups; no two of one holder have a key in common
     */
    public static JacksonModule of(Class<?>... types) {
        return new Groups(Set.of(types)).module();
    }

    private JacksonModule module() {
        return new SimpleModule("groups " + types)
                .setSerializerModifier(
                        new ValueSerializerModifier() {
                            @Override
                            public ValueSerializer<?> modifySerializer(
                                    SerializationConfig config,
                                    BeanDescription.Supplier description,
                                    ValueSerializer<?> serializer) {
                                return serializer instanceof BeanSerializerBase whole
                                                && areIn(serializer.handledType())
                                        ? new Writer(whole)
                                        : serializer;
                            }
                        })
                .setDeserializerModifier(
                        new ValueDeserializerModifier() {
                            @Override
                            public ValueDeserializer<?> modifyDeserializer(
                                    DeserializationConfig config,
                                    BeanDescription.Supplier description,
                                    ValueDeserializer<?> deserializer) {
                                return deserializer instanceof BeanDeserializerBase whole
                                                && areIn(whole.handledType())
                                        ? new Reader(whole)
                                        : deserializer;
                            }
                        });
    }

    private boolean areIn(@Nullable Class<?> type) {
        return type != null
                && type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> types.contains(component.getType()));
    }

    private final class Writer extends StdSerializer<Object> {

        private final BeanSerializerBase whole;

        /** By component; those of the record itself are their own holders. */
        private final Map<PropertyWriter, PropertyWriter> holders = new LinkedHashMap<>();

        Writer(BeanSerializerBase whole) {
            super(whole.handledType());
            this.whole = whole;
        }

        @Override
        public void resolve(SerializationContext context) {
            whole.resolve(context);
            for (Iterator<PropertyWriter> all = whole.properties(); all.hasNext(); ) {
                PropertyWriter own = all.next();
                Class<?> type = own.getType().getRawClass();
                if (types.contains(type)) {
                    context.findValueSerializer(type)
                            .properties()
                            .forEachRemaining(inGroup -> holders.put(inGroup, own));
                } else {
                    holders.put(own, own);
                }
            }
        }

        @Override
        public void serialize(Object record, JsonGenerator out, SerializationContext context) {
            out.writeStartObject(record);
            holders.forEach(
                    (property, holder) -> {
                        try {
                            Object owner =
                                    property == holder
                                            ? record
                                            : ((BeanPropertyWriter) holder).get(record);
                            property.serializeAsProperty(owner, out, context);
                        } catch (Exception failure) {
                            wrapAndThrow(context, failure, record, property.getName());
                        }
                    });
            out.writeEndObject();
        }
    }

    private final class Reader extends ValueDeserializer<Object> {

        private final BeanDeserializerBase whole;
        private final Map<String, SettableBeanProperty> byKey = new HashMap<>();

        Reader(BeanDeserializerBase whole) {
            this.whole = whole;
        }

        @Override
        public void resolve(DeserializationContext context) {
            whole.resolve(context);
            collect(whole);
        }

        private void collect(BeanDeserializerBase holder) {
            for (SettableBeanProperty property : components(holder)) {
                if (isGroup(property)) {
                    collect(group(property));
                } else {
                    byKey.put(property.getName(), property);
                }
            }
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) {
            if (!in.isExpectedStartObjectToken()) {
                return context.handleUnexpectedToken(
                        context.constructType(whole.handledType()), in);
            }
            Map<String, @Nullable Object> values = new HashMap<>();
            for (String key = in.nextName(); key != null; key = in.nextName()) {
                in.nextToken();
                SettableBeanProperty property = byKey.get(key);
                if (property == null) {
                    in.skipChildren();
                } else {
                    values.put(key, value(property, in, context));
                }
            }
            return created(whole, values, context);
        }

        private @Nullable Object value(
                SettableBeanProperty property, JsonParser in, DeserializationContext context) {
            try {
                return property.deserialize(in, context);
            } catch (JacksonException failure) {
                failure.prependPath(whole.handledType(), property.getName());
                throw failure;
            }
        }

        private @Nullable Object created(
                BeanDeserializerBase holder,
                Map<String, @Nullable Object> values,
                DeserializationContext context) {
            Object[] arguments =
                    components(holder).stream()
                            .map(
                                    property ->
                                            isGroup(property)
                                                    ? created(group(property), values, context)
                                                    : values.containsKey(property.getName())
                                                            ? values.get(property.getName())
                                                            : absent(property, context))
                            .toArray();
            return holder.getValueInstantiator().createFromObjectWith(context, arguments);
        }

        private @Nullable Object absent(
                SettableBeanProperty property, DeserializationContext context) {
            if (property.isRequired()) {
                return context.reportInputMismatch(
                        property, "Missing required component '%s'", property.getName());
            }
            Object absent = property.getNullValueProvider().getAbsentValue(context);
            return absent == null
                    ? property.getValueDeserializer().getAbsentValue(context)
                    : absent;
        }

        private boolean isGroup(SettableBeanProperty property) {
            return types.contains(property.getType().getRawClass());
        }

        private BeanDeserializerBase group(SettableBeanProperty property) {
            return (BeanDeserializerBase) property.getValueDeserializer();
        }

        /** In the order of the record. */
        private List<SettableBeanProperty> components(BeanDeserializerBase holder) {
            List<SettableBeanProperty> components = new ArrayList<>();
            holder.creatorProperties().forEachRemaining(components::add);
            components.sort(Comparator.comparingInt(SettableBeanProperty::getCreatorIndex));
            return Collections.unmodifiableList(components);
        }
    }
}
