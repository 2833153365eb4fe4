-- empties the stock
DELETE FROM stock;
