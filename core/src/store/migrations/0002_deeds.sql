-- What a command did stands in one row, with the command: a visit writes to one tree less before it is durable.

ALTER TABLE deed ADD COLUMN effects TEXT NOT NULL DEFAULT '[]'; -- JSON: record, field, before, after, in their order
UPDATE deed SET effects = (
    SELECT json_group_array(json_object('record', lower(hex(record)), 'field', field, 'before', before, 'after', after))
    FROM (SELECT * FROM effect WHERE effect.deed = deed.key ORDER BY place)
);
DROP TABLE effect;
