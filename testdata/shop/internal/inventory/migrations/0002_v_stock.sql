-- The read model for other modules: public_tables in modules.yaml names it, so
-- that the tables below it can change without asking anybody.
CREATE VIEW inventory.v_stock AS
SELECT i.sku, i.name, i.on_hand - COALESCE(SUM(r.quantity), 0) AS free
FROM inventory.items AS i
LEFT JOIN inventory.reservations AS r ON r.sku = i.sku
GROUP BY i.sku;
